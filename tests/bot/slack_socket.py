"""The other end of Socket Mode: a WebSocket server of a few lines that can be deaf, or hang up."""

import json
import socket
import struct
import threading
from base64 import b64encode
from contextlib import suppress
from hashlib import sha1
from queue import Queue
from typing import Any

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, PING, PONG = 0x1, 0x9, 0xA


class SlackSocket:
    """Takes connections; answers pings unless it is `deaf`."""

    def __init__(self) -> None:
        self.deaf = self.dies_after_handshake = False
        self.acknowledged: Queue[dict[str, Any]] = Queue()
        self.arrived: Queue[socket.socket] = Queue()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._server.getsockname()[1]}/link"
        threading.Thread(target=self._take, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def send(self, to: socket.socket, envelope: dict[str, Any]) -> None:
        payload = json.dumps(envelope).encode()
        to.sendall(struct.pack("!BBH", 0x80 | TEXT, 126, len(payload)) + payload)

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                taken, _ = self._server.accept()
                threading.Thread(target=self._serve, args=(taken,), daemon=True).start()

    def _serve(self, taken: socket.socket) -> None:
        with taken, suppress(OSError, IndexError, struct.error):
            _shake_hands(taken)
            self.arrived.put(taken)
            while not self.dies_after_handshake:
                kind, payload = _read(taken)
                if kind == PING and not self.deaf:
                    taken.sendall(struct.pack("!BB", 0x80 | PONG, len(payload)) + payload)
                elif kind == TEXT:
                    self.acknowledged.put(json.loads(payload))


def _shake_hands(taken: socket.socket) -> None:
    head = b""
    while b"\r\n\r\n" not in head:
        head += taken.recv(4096)
    key = next(line for line in head.split(b"\r\n") if line.startswith(b"Sec-WebSocket-Key"))
    accept = b64encode(sha1(key.split(b": ")[1] + MAGIC).digest())  # noqa: S324 - RFC 6455 says so
    taken.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )


def _read(taken: socket.socket) -> tuple[int, bytes]:
    first, second = _exactly(taken, 2)
    length = second & 0x7F
    if length == 126:
        (length,) = struct.unpack("!H", _exactly(taken, 2))
    mask = _exactly(taken, 4)
    payload = bytes(byte ^ mask[at % 4] for at, byte in enumerate(_exactly(taken, length)))
    return first & 0x0F, payload


def _exactly(taken: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        more = taken.recv(count - len(found))
        if not more:
            raise ConnectionResetError
        found += more
    return found
