"""A second suggester: any chat endpoint that speaks the OpenAI protocol, off unless asked for."""
