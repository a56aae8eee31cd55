# client: Python urllib, own User-Agent
# from: Debian python3
# version: /usr/bin/python3 -c 'import platform; print(platform.python_version())'
import sys
import urllib.request

base, user, password = sys.argv[1:4]
passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
passwords.add_password(None, base, user, password)
opener = urllib.request.build_opener(
    urllib.request.ProxyHandler({}), urllib.request.HTTPDigestAuthHandler(passwords))
opener.addheaders = [("User-Agent", "backup-job")]
opener.open(base + "/a").read()
opener.open(base + "/b").read()
opener.open(base + "/c", b"x=1").read()
