# client: Chromium
# from: Debian chromium
# version: chromium --version | sed -n 's/^Chromium \([0-9.]*\).*/\1/p'
chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --no-proxy-server --virtual-time-budget=20000 --dump-dom \
  --user-data-dir="$HOME/profile" "$WITH_USER/page.html"
