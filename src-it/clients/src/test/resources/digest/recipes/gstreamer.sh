# client: GStreamer souphttpsrc (libsoup 3)
# from: Debian gstreamer1.0-plugins-good
# version: gst-inspect-1.0 souphttpsrc | sed -n 's/^ *Version *\([0-9.]*\).*/\1/p'
# post: no
gst-launch-1.0 -q souphttpsrc location="$1/a" user-id="$2" user-pw="$3" ! fakesink souphttpsrc location="$1/b" user-id="$2" user-pw="$3" ! fakesink
