# client: Python httpx
# from: Debian python3-httpx
# version: /usr/bin/python3 -c 'import httpx; print(httpx.__version__)'
import sys
import httpx

base, user, password = sys.argv[1:4]
with httpx.Client(auth=httpx.DigestAuth(user, password), trust_env=False) as client:
    client.get(base + "/a")
    client.get(base + "/b")
    client.post(base + "/c", content="x=1")
