"""Makes `bedrock-flows` of the Python package run the command with Node itself: `python-command.py dist/python`.

The script that jsii-pacmak writes loads the library and aws-cdk-lib through jsii first, which takes seconds, and leaves
two processes when it is killed. This puts the bundled command and a script of its own in its place, in wheel and sdist.
"""

import base64
import hashlib
import io
import re
import sys
import tarfile
import zipfile
from pathlib import Path

PACKAGE = "cdk_bedrock_flows"
COMMAND = ("bedrock-flows.js", "core.js")
SCRIPT = (Path(__file__).parent / "python-command" / "bedrock-flows.py").read_bytes()


def command_of(archive: bytes) -> dict:
    """The files of the command in the npm package that both archives hold."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as package:
        return {name: package.extractfile(f"package/lib/cli/{name}").read() for name in COMMAND}


def only(names, pattern: str) -> str:
    found = [name for name in names if re.search(pattern, name)]
    if len(found) != 1:
        sys.exit(f"error: {len(found)} files match {pattern}; jsii-pacmak writes other packages than this script knows")
    return found[0]


def change_wheel(path: Path) -> None:
    with zipfile.ZipFile(path) as wheel:
        entries = [(entry, wheel.read(entry)) for entry in wheel.infolist()]
    files = {entry.filename: content for entry, content in entries}
    script = only(files, r"\.data/scripts/bedrock-flows$")
    record = only(files, r"\.dist-info/RECORD$")
    command = command_of(files[only(files, r"\.jsii\.tgz$")])
    new = {script: SCRIPT, **{f"{PACKAGE}/_jsii/bin/{name}": content for name, content in command.items()}}
    kept = [line for line in files[record].decode().splitlines() if line.split(",")[0] not in new]
    kept[-1:-1] = [f"{name},sha256={digest(content)},{len(content)}" for name, content in new.items()]
    new[record] = ("\n".join(kept) + "\n").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for entry, content in entries:
            wheel.writestr(entry, new.pop(entry.filename, content), zipfile.ZIP_DEFLATED)
        for name, content in new.items():
            # the time of the other files: the same package is the same bytes
            entry = zipfile.ZipInfo(name, entries[0][0].date_time)
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, content, zipfile.ZIP_DEFLATED)


def digest(content: bytes) -> str:
    """As RECORD of a wheel has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def change_sdist(path: Path) -> None:
    with tarfile.open(path) as sdist:
        members = [(member, sdist.extractfile(member).read() if member.isfile() else b"") for member in sdist]
    files = {member.name: content for member, content in members}
    script = only(files, rf"src/{PACKAGE}/_jsii/bin/bedrock-flows$")
    setup = only(files, r"^[^/]+/setup\.py$")
    listed = f'"{PACKAGE}._jsii": [\n'
    text = files[setup].decode()
    if text.count(listed) != 1:
        sys.exit(f"error: {setup} lists its data in another way than this script knows")
    data = "".join(f'            "bin/{name}",\n' for name in COMMAND)
    command = command_of(files[only(files, r"\.jsii\.tgz$")])
    added = {f"{script.rsplit('/', 1)[0]}/{name}": content for name, content in command.items()}
    new = {script: SCRIPT, setup: text.replace(listed, listed + data).encode(), **added}
    with tarfile.open(path, "w:gz") as sdist:
        like = next(member for member, _ in members if member.name == script)
        for name in added:
            member = tarfile.TarInfo(name)
            member.mtime, member.mode = like.mtime, 0o644
            members.append((member, b""))
        for member, content in members:
            content = new.get(member.name, content)
            member.size = len(content)
            sdist.addfile(member, io.BytesIO(content) if member.isfile() else None)


def main(folder: Path) -> None:
    for path in folder.glob("*.whl"):
        change_wheel(path)
    for path in folder.glob("*.tar.gz"):
        change_sdist(path)


main(Path(sys.argv[1]))
