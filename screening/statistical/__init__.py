"""The statistical layer: what a message describes, where the rules' wordings do not reach. docs/interfaces.md."""
