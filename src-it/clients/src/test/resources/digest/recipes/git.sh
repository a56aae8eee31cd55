# client: git
# from: Debian git
# version: git --version | sed -n 's/^git version \([0-9.]*\).*/\1/p'
# post: no
git -c credential.helper= ls-remote "$WITH_USER/a"
