# client: w3m
# from: Debian w3m
# version: w3m -version | sed -n 's/.*w3m\/\([0-9.]*\).*/\1/p'
w3m -dump_source "$WITH_USER/a"
w3m -dump_source "$WITH_USER/b"
printf x=1 >body
w3m -dump_source -post body "$WITH_USER/c"
