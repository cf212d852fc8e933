"""A year of arrivals played against n veileder: how long people would wait. Plain functions over bemanning.yaml."""
