"""Takes the text of a contract, and gives what later nodes need of it: clean text and its language."""
import re

ENGLISH = {"the", "and", "of", "to", "shall", "by", "this"}


def handler(event, _context):
    inputs = {entry["name"]: entry["value"] for entry in event["node"]["inputs"]}
    text = re.sub(r"[ \t]+", " ", inputs["document"]).strip()
    words = re.findall(r"[^\W\d_]+", text.lower())
    english = sum(word in ENGLISH for word in words)
    return {"text": text, "language": "en" if english > len(words) / 20 else "other"}
