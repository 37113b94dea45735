package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.chaos.ChangingCalls;
import dev.inedobot.chaos.EngineProxy;
import dev.inedobot.chaos.Fault;
import dev.inedobot.image.ImageReference;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docker-java's transport repeats calls by itself: what of that is left, and that it is harmless.
 */
class RepeatedCallsIT {
  private static final String RELEASE = "24.0.5";

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @BeforeAll
  static void come() {
    engine = new LiveEngine();
  }

  @AfterEach
  void clear() {
    engine.clear();
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  private static String created() {
    return engine.create(
        "", RELEASE, LiveEngine.json("{\"HostConfig\":{\"NetworkMode\":\"none\"}}"));
  }

  /** Each changing call that the adapter makes but for start and pull; of a container's id. */
  private static Map<String, Consumer<EngineApi>> calls(String id) {
    return Map.of(
        "create",
        api ->
            api.post(
                "/containers/create?name=" + engine.name + "-once",
                LiveEngine.json("{\"Image\":\"" + engine.reference(RELEASE) + "\"}"),
                EngineApi.USUAL),
        "stop",
        api -> api.post("/containers/" + id + "/stop?t=1", null, EngineApi.USUAL),
        "rename",
        api ->
            api.post(
                "/containers/" + id + "/rename?name=" + engine.name + "-x", null, EngineApi.USUAL),
        "update",
        api -> api.post("/containers/" + id + "/update", LiveEngine.json("{}"), EngineApi.USUAL),
        "remove",
        api -> api.delete("/containers/" + id + "?force=false&v=false"),
        "connect",
        api ->
            api.post(
                "/networks/none/connect",
                LiveEngine.json("{}").put("Container", id),
                EngineApi.USUAL),
        "tag",
        api ->
            api.post(
                "/images/" + engine.reference(RELEASE) + "/tag?repo=it&tag=1",
                null,
                EngineApi.USUAL));
  }

  @Test
  void theTransportRepeatsNoChangingCall() {
    String id = created();
    for (Fault fault :
        List.of(Fault.ANSWER_500, Fault.ANSWER_503, Fault.ANSWER_409, Fault.DROP_BEFORE)) {
      calls(id)
          .forEach(
              (name, call) -> {
                ChangingCalls changing = new ChangingCalls().fail(1, fault);
                try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {
                  EngineApi api = new EngineApi(proxy.address());

                  assertThatThrownBy(() -> call.accept(api)).isInstanceOf(EngineFailure.class);
                  assertThat(changing.calls()).as("%s, %s", name, fault).hasSize(1);
                }
              });
    }
  }

  @Test
  void aDeleteWhoseAnswerIsLostIsNotRepeated() {
    String id = created();
    ChangingCalls changing = new ChangingCalls().fail(1, Fault.PERFORM_AND_DROP);
    try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {

      assertThatThrownBy(() -> new EngineApi(proxy.address()).delete("/containers/" + id))
          .isInstanceOf(EngineFailure.class);

      assertThat(changing.calls()).hasSize(1);
      assertThat(engine.host().find(id)).isEmpty();
    }
  }

  @Test
  void aStartThatIsRepeatedStartsOnce() {
    String id = created();
    ChangingCalls changing = new ChangingCalls().fail(1, Fault.ANSWER_503);
    try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {
      DockerHost host = LiveEngine.through(proxy.address());

      host.start(id);
      Object startedAt = host.find(id).orElseThrow().state().startedAt();
      engine.api.post("/containers/" + id + "/start", null, EngineApi.USUAL);

      assertThat(changing.calls()).hasSize(2);
      assertThat(host.find(id).orElseThrow().state().startedAt()).isEqualTo(startedAt);
      assertThat(engine.inspect(id).path("RestartCount").asInt()).isZero();
    }
  }

  @Test
  void aPullThatIsRepeatedPullsTheSame() {
    ImageReference tagged = engine.reference("24.0.74");
    String id = engine.pulled("24.0.74");
    ImageReference pinned =
        tagged.withoutTag().withDigest(engine.host().resolve(tagged).orElseThrow().digest());
    engine.api.delete("/images/" + id + "?force=true");
    ChangingCalls changing = new ChangingCalls().fail(1, Fault.ANSWER_503);
    try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {

      String again = LiveEngine.through(proxy.address()).pull(pinned, tagged, progress -> {});

      assertThat(again).isEqualTo(id);
      assertThat(changing.calls()).hasSize(3);
      assertThat(engine.host().imageTags(id)).containsExactly(tagged.toString());
    }
  }
}
