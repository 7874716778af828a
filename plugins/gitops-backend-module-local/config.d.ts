export interface Config {
  gitops?: {
    hosts?: {
      local?: {
        /** Folder that holds `<owner>/<name>.git`. */
        root: string;
        /** Where people and tools reach these repositories, such as `http://127.0.0.1:7080`. */
        url: string;
        /** Login that this suite acts as. */
        bot: string;
      };
    };
  };
}
