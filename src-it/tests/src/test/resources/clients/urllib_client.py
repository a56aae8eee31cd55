import sys
import urllib.request

passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
passwords.add_password(None, sys.argv[3], sys.argv[1], sys.argv[2])
for each in sys.argv[3:]:
    passwords.add_password(None, each, sys.argv[1], sys.argv[2])
opener = urllib.request.build_opener(
    urllib.request.ProxyHandler({}), urllib.request.HTTPDigestAuthHandler(passwords)
)
for url in sys.argv[3:]:
    with opener.open(url, timeout=20) as response:
        response.read()
