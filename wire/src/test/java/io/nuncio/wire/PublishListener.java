package io.nuncio.wire;

import java.util.function.Consumer;

/// Passes publishes on and ignores the rest.
record PublishListener(Consumer<PublishFrame> onPublish) implements ClientProtocolHandler {
  @Override
  public void onConnect(byte[] buffer, int from, int to) {}

  @Override
  public void onPublish(PublishFrame frame) {
    onPublish.accept(frame);
  }

  @Override
  public void onSubscribe(byte[] subject, byte[] queueGroup, byte[] sid) {}

  @Override
  public void onUnsubscribe(byte[] sid, long max) {}

  @Override
  public void onPing() {}

  @Override
  public void onPong() {}
}
