# client: ffmpeg, own User-Agent
# from: Debian ffmpeg
# version: ffmpeg -version | sed -n 's/^ffmpeg version \([0-9.]*\).*/\1/p'
# post: no
ffmpeg -nostdin -v error -user_agent backup-job -i "$WITH_USER/a.wav" -user_agent backup-job -i "$WITH_USER/b.wav" -f null -
