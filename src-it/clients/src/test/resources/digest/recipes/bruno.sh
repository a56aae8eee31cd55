# client: Bruno CLI
# from: npm @usebruno/cli
# version: node -p "JSON.parse(require('fs').readFileSync('node_modules/@usebruno/cli/package.json')).version"
bru=$PWD/node_modules/.bin/bru
mkdir "$HOME/collection" && cd "$HOME/collection" || exit 1
echo '{"version":"1","name":"t","type":"collection"}' >bruno.json
step() {
  printf 'meta {\n  name: %s\n  type: http\n  seq: %s\n}\n\n%s {\n  url: %s/%s\n  body: %s\n  auth: digest\n}\n\n' "$1" "$2" "$3" "$base" "$1" "$4"
  printf 'auth:digest {\n  username: %s\n  password: %s\n}\n' "$user" "$password"
}
base=$1 user=$2 password=$3
step a 1 get none >a.bru
step b 2 get none >b.bru
{ step c 3 post text && printf '\nbody:text {\n  x=1\n}\n'; } >c.bru
"$bru" run
