# client: Subversion (serf)
# from: Debian subversion
# version: svn --version -q
# requests: 1
# post: no
# note: the first request only: the test's server is no repository
svn --non-interactive --no-auth-cache --username "$2" --password "$3" ls "$1/a"
