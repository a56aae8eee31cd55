# client: libsoup 3 (Python GI), NTLM
# from: Debian gir1.2-soup-3.0
# mechanism: NTLM
# below: without-digest
# note: where Digest is not offered, which it would rather take
# version: dpkg-query -W -f '${Version}' libsoup-3.0-0
import os
import sys
import gi
gi.require_version("Soup", "3.0")
from gi.repository import GLib, Soup

base, user, password = sys.argv[1:4]
session = Soup.Session()
session.add_feature_by_type(Soup.AuthNTLM)
with open(os.environ["BODY"], "rb") as file:
    body = file.read()


def authenticate(message, auth, retrying):
    if not retrying:
        auth.authenticate(user, password)
    return False


for step in "abc":
    message = Soup.Message.new("POST" if step == "c" else "GET", base + "/" + step)
    if step == "c":
        message.set_request_body_from_bytes("text/plain", GLib.Bytes.new(body))
    message.connect("authenticate", authenticate)
    session.send_and_read(message)
    print(message.get_status())
