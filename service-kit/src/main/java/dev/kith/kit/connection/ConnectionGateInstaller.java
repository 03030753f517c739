package dev.kith.kit.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.util.function.Predicate;

/** Netty extension that installs a gate in each HTTP connection before its first bytes are read. */
public class ConnectionGateInstaller extends ChannelInitializerExtension {

  private static volatile Predicate<ChannelPipeline> gate = _ -> true;

  /**
   * Makes Netty look for extensions, which it does once, when the process creates its first
   * channel.
   */
  static void enable() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  /**
   * {@code installed} installs a gate in a pipeline; it returns false while the pipeline has no
   * HTTP handlers.
   */
  static void opens(Predicate<ChannelPipeline> installed) {
    gate = installed;
  }

  @Override
  public void postInitializeServerChildChannel(Channel connection) {
    // Vert.x adds its own handlers behind this one
    connection.pipeline().addLast(new Installer());
  }

  private static final class Installer extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      if (gate.test(context.pipeline())) {
        context.pipeline().remove(this);
      }
      context.fireChannelRead(bytes);
    }
  }
}
