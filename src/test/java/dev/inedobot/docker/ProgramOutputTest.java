package dev.inedobot.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs write, as engines pass it on. */
class ProgramOutputTest {
  private static final int OUTPUT = 1;
  private static final int ERROR = 2;

  private final List<String> lines = new ArrayList<>();

  private static byte[] frame(int stream, byte[] text) {
    return ByteBuffer.allocate(8 + text.length)
        .put((byte) stream)
        .position(4)
        .putInt(text.length)
        .put(text)
        .array();
  }

  private static byte[] frame(int stream, String text) {
    return frame(stream, text.getBytes(UTF_8));
  }

  private static byte[] all(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private List<String> framed(byte[]... frames) throws IOException {
    ProgramOutput.read(new ByteArrayInputStream(all(frames)), false, lines::add);
    return lines;
  }

  private List<String> onATerminal(byte[] text) throws IOException {
    ProgramOutput.read(new ByteArrayInputStream(text), true, lines::add);
    return lines;
  }

  /** A semicolon stands for LF, a caret for CR. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one;two;          | one,two",
        "one;two           | one,two",
        "one^;two^;        | one,two",
        "10 %^20 %^done;   | 10 %,20 %,done",
        "one;;two;         | one,,two",
        "''                | ''",
        "ünï→;             | ünï→",
      })
  void aLineEndsAsItsProgramWritesIt(String text, String expected) throws IOException {
    String written = text.replace(';', '\n').replace('^', '\r');
    List<String> wanted = expected.isEmpty() ? List.of() : List.of(expected.split(",", -1));

    assertThat(onATerminal(written.getBytes(UTF_8))).isEqualTo(wanted);
  }

  @Test
  void theTwoStreamsDoNotCutEachOthersLines() throws IOException {
    assertThat(
            framed(
                frame(OUTPUT, "dump"),
                frame(ERROR, "warn"),
                frame(OUTPUT, "ing\n"),
                frame(ERROR, "ing\nlast")))
        .containsExactly("dumping", "warning", "last");
  }

  @Test
  void aCharacterMayBeCutIntoTwoFrames() throws IOException {
    byte[] text = "→\r\n".getBytes(UTF_8);

    assertThat(
            framed(
                frame(OUTPUT, new byte[] {text[0]}),
                frame(OUTPUT, new byte[] {text[1], text[2], text[3]}),
                frame(OUTPUT, new byte[] {text[4]})))
        .containsExactly("→");
  }

  @Test
  void whatIsNoTextIsReplaced() throws IOException {
    assertThat(onATerminal("a\377b\n".getBytes(ISO_8859_1))).containsExactly("a\uFFFDb");
  }

  @Test
  void aLineThatIsTooLongIsCut() throws IOException {
    String most = "x".repeat(LineCutter.LONGEST);

    assertThat(
            onATerminal((most + "\n" + most + "y\n" + "€".repeat(50_000) + "\nz").getBytes(UTF_8)))
        .containsExactly(most, most + "…", "€".repeat(LineCutter.LONGEST) + "…", "z");
  }

  @Test
  void noHalfOfACharacterIsLeftByTheCut() throws IOException {
    assertThat(onATerminal(("x" + "😀".repeat(LineCutter.LONGEST)).getBytes(UTF_8)))
        .containsExactly("x" + "😀".repeat(LineCutter.LONGEST / 2 - 1) + "…");
  }

  @Test
  void anOutputThatBreaksOffIsNoEnd() {
    byte[] whole = all(frame(OUTPUT, "one\n"), frame(OUTPUT, "two\n"));
    for (int length = 13; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      lines.clear();

      assertThatThrownBy(() -> framed(cut)).as("%d bytes", length).isInstanceOf(IOException.class);
      assertThat(lines.get(0)).isEqualTo("one");
    }
  }

  @Test
  void aFrameMayComeInPieces() throws IOException {
    byte[] frame = frame(ERROR, "one\ntwo\n");
    ProgramOutput.read(
        new SequenceInputStream(
            new ByteArrayInputStream(frame, 0, 3),
            new ByteArrayInputStream(frame, 3, frame.length - 3)),
        false,
        lines::add);

    assertThat(lines).containsExactly("one", "two");
  }
}
