# client: libsoup 3 (Python GI), Kerberos
# from: Debian gir1.2-soup-3.0
# mechanism: Kerberos
# note: http has to be allowed by SOUP_GSSAPI_TRUSTED_URIS
# version: dpkg-query -W -f '${Version}' libsoup-3.0-0
import os
import sys

os.environ["SOUP_GSSAPI_TRUSTED_URIS"] = os.environ["ORIGIN"]
import gi
gi.require_version("Soup", "3.0")
from gi.repository import GLib, Soup

base = sys.argv[1]
session = Soup.Session()
session.add_feature_by_type(Soup.AuthNegotiate)
with open(os.environ["BODY"], "rb") as file:
    body = file.read()
for step in "abc":
    message = Soup.Message.new("POST" if step == "c" else "GET", base + "/" + step)
    if step == "c":
        message.set_request_body_from_bytes("text/plain", GLib.Bytes.new(body))
    session.send_and_read(message)
    print(message.get_status())
