import { asAnyone } from '../../../../../../../guard.server.ts';
import { answerPiece } from '../../../../say/pieces/piece-endpoint.server.ts';

/** Where phones send pieces of recordings and drawings. In service our own server answers first (server.ts). */
export const POST = asAnyone(answerPiece);
