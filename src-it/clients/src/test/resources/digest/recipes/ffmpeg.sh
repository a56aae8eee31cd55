# client: ffmpeg
# from: Debian ffmpeg
# version: ffmpeg -version | sed -n 's/^ffmpeg version \([0-9.]*\).*/\1/p'
# post: no
ffmpeg -nostdin -v error -i "$WITH_USER/a.wav" -i "$WITH_USER/b.wav" -f null -
