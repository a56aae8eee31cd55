# client: libsoup 3 (Python GI)
# from: Debian gir1.2-soup-3.0
# version: dpkg-query -W -f '${Version}' libsoup-3.0-0
import sys
import gi
gi.require_version("Soup", "3.0")
from gi.repository import GLib, Soup

base, user, password = sys.argv[1:4]
session = Soup.Session()


def authenticate(message, auth, retrying):
    if not retrying:
        auth.authenticate(user, password)
    return False


for step in "abc":
    message = Soup.Message.new("POST" if step == "c" else "GET", base + "/" + step)
    if step == "c":
        message.set_request_body_from_bytes("text/plain", GLib.Bytes.new(b"x=1"))
    message.connect("authenticate", authenticate)
    session.send_and_read(message)
