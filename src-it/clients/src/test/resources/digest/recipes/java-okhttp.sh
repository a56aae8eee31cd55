# client: okhttp-digest
# from: Maven okhttp-digest
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/okhttp-digest-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients okhttp Digest "$@"
