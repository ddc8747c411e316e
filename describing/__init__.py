"""Describes the routes as an OpenAPI document that the server carries: ``./dev openapi``."""
