package dev.inedobot.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads the end of what a container's process wrote to its output. */
final class ContainerLog {
  private static final int LONGEST = 64 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private ContainerLog() {}

  static String tail(EngineApi api, String containerId, int lines) {
    StringBuilder text = new StringBuilder();
    try (ResultCallback.Adapter<Frame> collector =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Frame frame) {
            if (text.length() < LONGEST) {
              text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
          }
        }) {
      api.typed(TIMEOUT)
          .logContainerCmd(containerId)
          .withStdOut(true)
          .withStdErr(true)
          .withTail(lines)
          .exec(collector)
          .awaitCompletion();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (DockerException refused) {
      throw new EngineFailure(
          String.valueOf(refused.getMessage()), refused.getHttpStatus(), refused);
    } catch (IOException | RuntimeException lost) {
      throw new EngineFailure("its log broke off: " + lost.getMessage(), 0, lost);
    }
    return text.toString();
  }
}
