/** "Did we get it right?" */
export const checkBackAnswers = ['yes', 'partly', 'no'] as const;
export type CheckBackAnswer = (typeof checkBackAnswers)[number];

export function isCheckBackAnswer(text: string): text is CheckBackAnswer {
  return (checkBackAnswers as readonly string[]).includes(text);
}
