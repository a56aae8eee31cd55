# client: httpYac
# from: npm httpyac
# version: node -p "JSON.parse(require('fs').readFileSync('node_modules/httpyac/package.json')).version"
{
  printf 'GET %s/a\nAuthorization: Digest %s %s\n\n###\n' "$1" "$2" "$3"
  printf 'GET %s/b\nAuthorization: Digest %s %s\n\n###\n' "$1" "$2" "$3"
  printf 'POST %s/c\nAuthorization: Digest %s %s\n\nx=1\n' "$1" "$2" "$3"
} >"$HOME/test.http"
npx --no-install httpyac send --all "$HOME/test.http"
