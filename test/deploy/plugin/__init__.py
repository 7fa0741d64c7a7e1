"""What ministack lacks for this test: Bedrock flows with the rules of the service, and CodeDeploy for Lambda aliases."""
