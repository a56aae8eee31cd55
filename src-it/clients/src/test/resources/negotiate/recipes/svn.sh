# client: Subversion (serf)
# from: Debian subversion
# mechanism: Kerberos
# version: svn --version -q
# requests: 1
# post: no
# note: the first request only: the test's server is no repository
svn --non-interactive --no-auth-cache ls "$1/a"
