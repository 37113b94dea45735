package dev.inedobot.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PositionTest {
  private static final String LOOK = "GET /containers/{next}/json";
  private static final String LOG = "GET /containers/{next}/logs";
  private static final String START = "POST /containers/{next}/start";

  private final Position position = new Position();

  @Test
  void countsChangingCallsInTheWholeRun() {
    position.next(LOOK);

    assertThat(position.next(START)).isEqualTo(Point.change(START));
    assertThat(position.next("POST /other")).isEqualTo(Point.change("POST /other"));
    assertThat(position.next(START)).isEqualTo(new Point("", START, 1, 2));
  }

  @Test
  void knowsAQuestionHoweverManyLooksWentBefore() {
    position.next(START);
    assertThat(position.next(LOOK)).isEqualTo(Point.question(START, LOOK));
    assertThat(position.next(LOOK)).isEqualTo(new Point(START, LOOK, 1, 2));
    position.next(LOOK);
    position.next(LOG);

    assertThat(position.next(LOOK)).isEqualTo(new Point(START, LOOK, 2, 1));
  }

  @Test
  void tellsQuestionsApartByTheChangingCallBefore() {
    position.next(START);
    position.next(START);

    assertThat(position.next(LOOK)).isEqualTo(Point.question(START + " #2", LOOK));
  }
}
