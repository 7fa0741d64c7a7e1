"""What the service answers when it refuses."""

import json


class ServiceError(Exception):
    """A refusal: its code as in the API model, and the HTTP status."""

    def __init__(self, code: str, status: int, message: str):
        super().__init__(f"{message} (Service: BedrockAgent, Status Code: {status}, {code})")
        self.code = code
        self.status = status
        self.message = message

    def response(self) -> tuple:
        headers = {"Content-Type": "application/json", "x-amzn-errortype": self.code}
        return self.status, headers, json.dumps({"message": self.message}).encode()


def not_found(what: str) -> ServiceError:
    return ServiceError("ResourceNotFoundException", 404, f"{what} does not exist")


def conflict(message: str) -> ServiceError:
    return ServiceError("ConflictException", 409, message)


def invalid(message: str) -> ServiceError:
    return ServiceError("ValidationException", 400, message)


def over_quota(message: str) -> ServiceError:
    return ServiceError("ServiceQuotaExceededException", 402, message)
