"""What ministack lacks: Bedrock flows with the rules of the service, and CodeDeploy for Lambda aliases."""
