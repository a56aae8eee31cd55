# client: Python Tornado (CurlAsyncHTTPClient)
# from: Debian python3-tornado
# version: /usr/bin/python3 -c 'import tornado; print(tornado.version)'
import sys
import asyncio
sys.path.pop(0)
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

base, user, password = sys.argv[1:4]


async def main():
    AsyncHTTPClient.configure("tornado.curl_httpclient.CurlAsyncHTTPClient")
    client = AsyncHTTPClient()
    for step in "abc":
        request = HTTPRequest(
            base + "/" + step, method="POST" if step == "c" else "GET", body="x=1" if step == "c" else None,
            auth_username=user, auth_password=password, auth_mode="digest")
        await client.fetch(request, raise_error=False)


asyncio.run(main())
