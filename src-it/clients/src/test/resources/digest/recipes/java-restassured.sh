# client: REST Assured
# from: Maven rest-assured
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/rest-assured-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients restassured Digest "$@"
