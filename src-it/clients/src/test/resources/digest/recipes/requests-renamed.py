# client: Python requests, own User-Agent
# from: Debian python3-requests
# version: /usr/bin/python3 -c 'import requests; print(requests.__version__)'
import sys
import requests
from requests.auth import HTTPDigestAuth

base, user, password = sys.argv[1:4]
with requests.Session() as session:
    session.trust_env = False
    session.headers["User-Agent"] = "backup-job"
    session.auth = HTTPDigestAuth(user, password)
    session.get(base + "/a")
    session.get(base + "/b")
    session.post(base + "/c", data="x=1")
