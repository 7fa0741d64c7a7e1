"""Options of the tests in this folder."""


def pytest_addoption(parser):
    parser.addoption(
        "--served", action="store_true", help="bedrock-flows serve runs: nothing that needs it may be skipped"
    )
