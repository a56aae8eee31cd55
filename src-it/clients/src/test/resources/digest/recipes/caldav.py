# client: Python caldav
# from: Debian python3-caldav
# version: dpkg-query -W -f '${Version}' python3-caldav
import sys
sys.path.pop(0)
import caldav
from requests.auth import HTTPDigestAuth

base, user, password = sys.argv[1:4]
client = caldav.DAVClient(base + "/", username=user, password=password, auth=HTTPDigestAuth(user, password))
client.session.trust_env = False
client.request(base + "/a")
client.request(base + "/b")
client.post(base + "/c", "x=1")
