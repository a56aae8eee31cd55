# client: git
# from: Debian git
# mechanism: Kerberos
# version: git --version | sed -n 's/^git version \([0-9.]*\).*/\1/p'
# requests: 1
# post: no
# note: the first request only: the test's server is no repository
git -c credential.helper= -c http.emptyAuth=true ls-remote "http://:@${ORIGIN#http://}$FOLDER/a"
