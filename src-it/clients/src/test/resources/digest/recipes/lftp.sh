# client: lftp
# from: Debian lftp
# version: lftp --version | sed -n 's/^LFTP | Version \([0-9.]*\).*/\1/p'
# post: no
lftp -c "set net:max-retries 2; set cmd:fail-exit no; open -u $2,$3 $ORIGIN; cat $FOLDER/a; cat $FOLDER/b"
