import sys

import requests
import urllib3
from requests_kerberos import REQUIRED, HTTPKerberosAuth

urllib3.disable_warnings()
session = requests.Session()
session.trust_env = False
session.verify = False
# REQUIRED: the server's token must prove that it could read the ticket
session.auth = HTTPKerberosAuth(mutual_authentication=REQUIRED)
for url in sys.argv[3:]:
    session.get(url, timeout=20).raise_for_status()
