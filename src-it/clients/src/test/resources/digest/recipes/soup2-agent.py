# client: libsoup 2 (Python GI), with User-Agent
# from: Debian gir1.2-soup-2.4
# version: dpkg-query -W -f '${Version}' libsoup2.4-1
import sys
import gi
gi.require_version("Soup", "2.4")
from gi.repository import Soup

base, user, password = sys.argv[1:4]
session = Soup.Session()
session.props.user_agent = "backup-job "
session.connect("authenticate", lambda s, m, auth, retrying: None if retrying else auth.authenticate(user, password))
for step in "abc":
    message = Soup.Message.new("POST" if step == "c" else "GET", base + "/" + step)
    if step == "c":
        message.set_request("text/plain", Soup.MemoryUse.COPY, b"x=1")
    session.send_message(message)
