"""The web service: chat, queue, console and the store. The only public door and the only owner of conversations."""
