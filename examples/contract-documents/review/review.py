"""Puts a summary that failed the check into the queue of the reviewers, and gives the ticket."""
import json
import os

import boto3

QUEUE = boto3.client("sqs")


def handler(event, _context):
    inputs = {entry["name"]: entry["value"] for entry in event["node"]["inputs"]}
    message = QUEUE.send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=json.dumps(inputs))
    return {"status": "in review", "ticket": message["MessageId"]}
