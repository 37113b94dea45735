-- The id of the workspace that the bot is installed in. Null in a row of before: it is noted at the next start.
ALTER TABLE slack_workspace ADD COLUMN team_id TEXT;
