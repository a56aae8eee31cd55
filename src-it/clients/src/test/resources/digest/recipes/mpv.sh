# client: mpv
# from: Debian mpv
# version: mpv --version | sed -n 's/^mpv \([0-9.]*\).*/\1/p'
# post: no
mpv --no-config --vo=null --ao=null "$WITH_USER/a.wav" "$WITH_USER/b.wav"
