# client: Python mechanize
# from: Debian python3-mechanize
# version: /usr/bin/python3 -c 'import mechanize; print(".".join(map(str, mechanize.__version__[:3])))'
import sys
import mechanize

base, user, password = sys.argv[1:4]
browser = mechanize.Browser()
browser.set_handle_robots(False)
browser.set_proxies({})
browser.add_password(base, user, password)
browser.open(base + "/a").read()
browser.open(base + "/b").read()
browser.open(base + "/c", b"x=1").read()
