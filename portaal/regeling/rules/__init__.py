"""Pure decisions on paying in parts: values in, decisions with reasons out."""
