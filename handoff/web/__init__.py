"""The public door: routes, access, shapes of requests and answers. Thin edges over handoff.chat."""
