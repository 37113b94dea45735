package dev.inedobot.demo.workspace;

/**
 * A person.
 *
 * @param id starts with U
 * @param teamId the workspace that they belong to; a stranger's is another than the local one
 */
public record Member(String id, String name, String teamId, Standing standing) {

  /** What somebody is in the workspace. */
  public enum Standing {
    FULL,
    GUEST,
    STRANGER
  }
}
